# What supporters bring, in their own account, and whom people would like to be paired with.
supporter-title = What you bring as a { $supporter }
supporter-what = Those who find { $supporters } for people see this. It is weighed when somebody is matched with you.
supporter-elsewhere = Your profile for { $place }
supporter-place = Programme and organisation
supporter-profession = Profession
supporter-trained = Training
supporter-trained-until = Done on { $date }, in date until { $until }
supporter-not-trained = Not done yet. Nobody is matched with you until it is
supporter-no-training-needed = None is needed
supporter-supports = Whom you support
supporter-supports-now = { $count ->
    [0] Nobody at present
    [one] One person
   *[other] { $count } people
}
supporter-not-known = Not known
supporter-known-from = This comes from the staff file. If it is wrong, ask whoever looks after staff records to put it right there.
supporter-at-once = How many people can you support at once?
supporter-at-once-hint = Fewer than the programme allows is fine. Nobody asks you why
supporter-at-once-option = { $count ->
    [0] Nobody at present
   *[other] { $count }
}
supporter-at-once-missing = Say how many people you can support at once
supporter-from = From when are you available?
supporter-from-hint = Leave it empty if you are available now
supporter-until = Until when are you available?
supporter-until-hint = Leave it empty if there is no end in sight
supporter-date-wrong = Give a real date, such as 16 11 2026, or leave all three boxes empty
supporter-transitions = Which of these changes have you lived through yourself?
supporter-transitions-hint = Somebody who makes the same change gains most from somebody who has made it
supporter-prefers = With which would you like to support somebody?
supporter-prefers-hint = Choose all that you would enjoy, or none
supporter-sites = Where else do you work?
supporter-sites-hint = One place on each line, named as in the staff file. Your own place of work is known already
supporter-likes = What do you like to support with?
supporter-likes-hint = In your own words: confidence, a first ward round, finding one’s way
supporter-seen-by = You, and those who match here
supporter-save = Save
supporter-saved = Saved. It counts from the next matching on.
supporter-to-wishes = Is there somebody you would like to be paired with, or would rather not?
supporter-none-title = Supporting somebody
supporter-none = You are not down as somebody who supports others. People come here when the staff file says that they have done the training for it.
supporter-none-how = If you would like to, speak to whoever leads the programme where you work.
supporter-refusal-too-many = The programme does not allow so many at once
supporter-refusal-ends-first = The last day lies before the first
supporter-refusal-too-long = Say it in 1,000 characters or fewer
supporter-refusal-nobody-there = Nobody where you work has this address. Check it
supporter-refusal-oneself = That is your own address
wishes-title = Whom you would like to be paired with
wishes-what = A wish to be paired weighs in favour of the pair. A wish not to be paired is kept: the pair is never proposed, and nobody is told who asked.
wishes-seen-by = Only you
wishes-none = You have not said anything. That is fine: most people leave it to the matching.
wishes-with = You would like to be paired with { $name }
wishes-without = You would rather not be paired with { $name }
wishes-forget = Take back
wishes-forget-of = Take back what you said about { $name }
wishes-add = Say something about a colleague
wishes-place = For which programme?
wishes-which = What would you like?
wishes-choose-with = To be paired with them
wishes-choose-without = Not to be paired with them
wishes-choose-one = Choose one of the two
wishes-email = Their work e-mail address
wishes-email-hint = Of somebody who works where you do
wishes-save = Save
