# Matching: a proposal looked at, changed and accepted; one person by hand; a contact of the same profession.
matching-title = Finding { $supporters }
matching-programme = Programme
matching-programme-go = Show
matching-nobody-waits = Nobody waits for a { $supporter } at present. People come here when they have said yes to an offer.
matching-to-candidates = See who has been offered it, and who has not answered yet
matching-wait = { $count ->
    [one] One person waits.
   *[other] { $count } people wait.
}
matching-places = { $supporters ->
    [one] One { $one } has { $count ->
        [one] one free place
       *[other] { $count } free places
    }.
   *[other] { $supporters } { $word } have { $count ->
        [one] one free place
       *[other] { $count } free places
    } between them.
}
matching-how = Everybody is weighed against everybody, so that as many people as possible get a { $supporter } and all of them together suit as well as can be. You look at every pair before anything happens.
matching-propose = Propose { $supporters }
matching-who-waits = Who waits
matching-about = { $what }. First day { $date }.
matching-choose-by-hand = Choose by hand
matching-somebody-else = Somebody else
matching-for = for { $name }
matching-working = The proposal is being worked on. You can leave this page and come back.
matching-watch = See how far it is
matching-bar = { $matched } matched, { $waiting } still waiting, { $excluded } left for later
matching-matched = matched
matching-still-waiting = still waiting
matching-left-out = left for later
matching-capacity = Free places by profession
matching-profession = Profession
matching-no-profession = No known profession
matching-places-before = Free places
matching-places-left = Left after this
matching-changed = You have decided something that this proposal does not know of yet. Match again to see what follows.
matching-again = Match again
matching-accept = { $count ->
    [one] Accept this pair
   *[other] Accept all { $count } pairs
}
matching-discard = Throw the proposal away
matching-proven = No other set of pairs would match more people, or suit them better together. This was proven when the proposal was made.
matching-without = Still without a { $supporter }
matching-could = What you could do:
matching-exclude = Leave for later
matching-exclude-of = Leave for later: { $name }
matching-pairs = { $count ->
    [one] One pair
   *[other] { $count } pairs
}
matching-fixed = kept
matching-fix = Keep this pair
matching-fix-of = Keep this pair: { $name } and { $supporter }
matching-release = No need to keep it
matching-release-of = No need to keep it: { $name } and { $supporter }
matching-rule-out = Not this pair
matching-rule-out-of = Not this pair: { $name } and { $supporter }
matching-stopped = What stopped better pairs
matching-other-profession = Another profession: a contact of the same one is needed besides
matching-by-hand = Chosen by you. Match again to see what follows for the others.
matching-not-yet = Was not part of this proposal. Match again.
matching-let-go = You had kept a pair with { $name }, but { $name } { $barrier }.
matching-decisions = What you decided
matching-no-decisions = Nothing beyond the pairs you kept. People you leave for later and pairs you rule out are listed here, and can be taken back.
matching-is-excluded = { $name } is left for later
matching-include = Match after all
matching-include-of = Match after all: { $name }
matching-is-ruled-out = { $name } and { $supporter } are not to be a pair
matching-allow = Allow it
matching-allow-of = Allow it: { $name } and { $supporter }
matching-is-left-out = { $supporter } gets nobody this time
matching-take-in = Let them take part
matching-take-in-of = Let them take part: { $supporter }
matching-leave-out = Leave a { $supporter } out this time
matching-leave-out-hint = Nobody new is given to them in this proposal
matching-leave-out-do = Leave out
matching-choose = Choose
matching-done-accepted = The pairs stand. Everybody has been told, and so have their line managers.
matching-done-discarded = The proposal is gone. Everybody waits as before.
matching-done-assigned = The pair stands, and everybody has been told.
matching-done-named = The contact is named, and both have been told.
matching-done-fixed = The pair is kept. Match again to see what follows for the others.
matching-person-title = Choose a { $supporter } for { $name }
matching-person-hint = Those who suit best come first
matching-person-nobody = None of the { $supporters } here can take this person on. What stands in the way of each is below.
matching-person-more = { $count } others could as well, but suit less.
matching-hint-places = supports { $supports ->
    [0] nobody yet
    [one] one person
   *[other] { $supports } people
}, { $left ->
    [one] one place free
   *[other] { $left } places free
}
matching-hint-full = already supports { $supports ->
    [0] nobody, and takes nobody on at present
    [one] one person: one more needs a reason
   *[other] { $supports } people: one more needs a reason
}
matching-or-full = or
matching-reason = Why one more than they can have
matching-reason-hint = Only if you choose somebody who has no free place. It shows in reports
matching-reason-seen = You and others who match here, and whoever reads the reports
matching-assign = Make this pair now
matching-assign-fix = Keep this pair in the proposal
matching-cannot = Who cannot, and why
matching-choose-one = Choose a { $supporter }
matching-refusal-not-run = The programme is not one that your organisation runs
matching-refusal-nobody-waits = Nobody waits for a { $supporter } any more
matching-refusal-still-working = The proposal is being worked on. Wait until it is there
matching-refusal-changed = You have decided something that this proposal does not know of yet. Match again, look, and accept then
matching-refusal-stale = Something has changed since. Match again
matching-refusal-rule = This pair cannot be: the { $supporter } { $barrier }
matching-refusal-no-longer-waits = This person does not wait for a { $supporter } any more
matching-refusal-not-a-supporter = This person is not a { $supporter } here
matching-refusal-reason-missing = Say why one more: this { $supporter } has no free place
matching-refusal-reason-too-long = The reason is too long. Say it in 500 characters or fewer
contact-needed = A contact of the same profession is needed
contact-why = These people have a { $supporter } of another profession. Each needs somebody of their own profession to ask.
contact-has = The { $supporter } is { $name }
contact-name = Name a contact
contact-title = Name a { $role } for { $name }
contact-what = The { $supporter } of { $name } is { $supporter-name }, who is of another profession. Somebody of the same profession ({ $profession }) completes the pair: a word now and then, at least once each quarter.
contact-label = Who is to be the { $role }?
contact-hint = Everybody here with this profession ({ $profession })
contact-choose-one = Choose somebody
contact-name-do = Name this contact
contact-refusal-other-profession = This person is of another profession. Choose somebody of the same one
contact-refusal-never = This person may not be the contact. Choose somebody else
contact-refusal-not-needed = There is a contact already
