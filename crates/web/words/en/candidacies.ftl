# Joining: candidates, offers, asking to join. The programme's own words come in as values.

# -- states ---
candidate-state-recognised = Not decided yet
candidate-state-requested = Asked to join
candidate-state-offered = Offered
candidate-state-accepted = Accepted, waiting to be matched
candidate-state-matched = Matched
candidate-state-declined = Declined
candidate-state-set-aside = Set aside
candidate-state-refused = Answered with no
candidate-state-withdrawn = Withdrawn
candidate-age = { $days ->
    [0] since today
    [one] since yesterday
   *[other] for { $days } days
  }

# -- reasons ---
candidate-started = started { $date }
candidate-starts = starts { $date }
candidate-transition-unknown = reason for joining not known
candidate-seen = Opened on { $date }
candidate-not-seen = Not opened yet
candidate-not-served = To weigh
candidate-not-served-profession = The programme does not name this profession.
candidate-not-served-job-role = The programme does not name this job role.
candidate-not-served-registration = The programme asks for a registration, and none is known.
candidate-not-served-transition = The programme does not serve this kind of change.
candidate-not-served-too-early = It is earlier before the start than the programme looks ahead.
candidate-not-served-too-late = More time has passed since the start than the programme allows for.
candidate-not-served-ended = The post has ended.

# -- the lead's list ---
candidates-title = Candidates
candidates-title-of = Candidates for { $programme }
candidates-no-programme = Your organisation runs no programme yet. Once it has taken one up, people who may be owed it appear here after each staff file, and you decide whom to offer it.
candidates-states = By where they stand
candidates-all = Everybody
candidates-next-recognised = { $count ->
    [one] One person was recognised and nobody has decided yet: offer, or set aside with a reason.
   *[other] { $count } people were recognised and nobody has decided yet: offer, or set aside with a reason.
  }
candidates-next-requested = { $count ->
    [one] One person has asked to join and waits for your answer, { $days ->
        [0] since today
        [one] for one working day
       *[other] for { $days } working days
      } now. An answer is owed within { $within } working days.
   *[other] { $count } people have asked to join and wait for your answer, the longest { $days ->
        [0] since today
        [one] for one working day
       *[other] for { $days } working days
      }. An answer is owed within { $within } working days.
  }
candidates-next-accepted = { $count ->
    [one] One person has accepted and waits for { $supporter }.
   *[other] { $count } people have accepted and wait for { $supporter }.
  }
candidates-answered-in = { $count ->
    [one] One request has been answered, after { $median ->
        [0] less than a working day
        [one] one working day
       *[other] { $median } working days
      }.
   *[other] { $count } requests have been answered, half of them within { $median ->
        [0] a working day
        [one] one working day
       *[other] { $median } working days
      }; { $within } in the time promised.
  }
candidates-filter = Narrow the list
candidates-filter-do = Show
candidates-filter-clear = Show everybody again
candidates-programme = Programme
candidates-name = Name
candidates-profession = Profession
candidates-transition = Why they joined
candidates-month = Month they start
candidates-any-profession = Any profession
candidates-any-transition = Any reason
candidates-any-month = Any month
candidates-count = { $count ->
    [one] One person
   *[other] { $count } people
  }
candidates-count-in = { $count ->
    [one] One person
   *[other] { $count } people
  }: { $state }
candidates-none-here = Nobody here at present.
candidates-none-yet = Nobody has been recognised yet. People appear here after a staff file has been read in, or when they ask to join themselves.
candidates-tick-all = Tick everybody on this page
candidates-choose = Choose { $name }
candidates-with-chosen = With those you have ticked
candidates-offer = Send an offer
candidates-set-aside = Set aside instead
candidates-set-aside-reason = Why not now?
candidates-set-aside-hint = You can take this back at any time; what was owed before is owed again then.
candidates-set-aside-do = Set aside
candidate-seen-by-both = You, others who look after candidates, and the person
candidates-done-sent = { $count ->
    [one] One offer is on its way.
   *[other] { $count } offers are on their way.
  }
candidates-done-without = { $count ->
    [one] One person has no address of their own, so no offer could be sent: add one to the staff file.
   *[other] { $count } people have no address of their own, so no offer could be sent: add one to the staff file.
  }
candidates-done-moved = { $count ->
    [one] One person stands elsewhere by now and was left as they are.
   *[other] { $count } people stand elsewhere by now and were left as they are.
  }
candidates-done-aside = { $count ->
    [one] One person was set aside.
   *[other] { $count } people were set aside.
  }

# -- refusals ---
candidate-refusal-not-yours = This is not for you to do
candidate-refusal-moved-on = Somebody has moved this on meanwhile: look again where it stands now
candidate-refusal-reason-missing = Say why
candidate-refusal-reason-too-long = Say why in at most 500 characters
candidate-refusal-nobody-chosen = Tick at least one person
candidate-refusal-offer-stands = There is an offer for you already: answer that one
candidate-refusal-already-asked = You have asked already, or have your place
candidate-refusal-mandatory = Everybody takes part in this programme. If something speaks against it for you, talk to whoever leads it
candidate-refusal-not-run = Your organisation does not run this programme
candidate-refusal-no-address = No e-mail address is known that is this person’s alone: add one to the staff file

# -- one candidate ---
candidate-why = Why
candidate-post = Post
candidate-origin = How they came up
candidate-origin-import = In the staff file, on { $date }
candidate-origin-request = They asked themselves, on { $date }
candidate-origin-lead = Added by whoever looks after candidates, on { $date }
candidate-reason = In their or your words
candidate-opened = Offer opened
candidate-offer = Send an offer
candidate-answer-yes = Answer with yes
candidate-answer-no = Answer with no
candidate-answer-no-reason = Why not?
candidate-answer-no-do = Answer with no
candidate-reinstate = Bring back
candidate-set-aside = Set aside for now
candidate-set-aside-do = Set aside
candidate-withdraw = They are leaving, or no longer want this
candidate-withdraw-what = Use this when somebody told you that they will not start, or do not want to be asked.
candidate-withdraw-reason = What happened?
candidate-withdraw-do = Withdraw
candidate-letters = Letters
candidate-letter-kind-offer = Offer
candidate-letter-kind-reminder = Reminder
candidate-letter-kind-requested = To you: they asked to join
candidate-letter-kind-answered = Answer to their request
candidate-letter-kind-set-aside = That it does not go on for now
candidate-letter-waiting = written on { $date }, on its way
candidate-letter-sent = sent on { $date }
candidate-letter-failed = could not be delivered (written on { $date }): their address may be wrong
candidate-letter-withdrawn = not sent, because things had changed (written on { $date })
candidate-happened = What has happened

# -- the offer ---
offer-title = You are offered { $programme }
offer-hello = Hello { $name }. { $organisation } would like to support you at your new start.
offer-why = Why you: { $post }, { $reason }.
offer-supporter = Somebody experienced beside you, found for you before you start or soon after
offer-length = How long
offer-months = { $months } months, until about { $date }
offer-time = Protected time
offer-hours = About { $hours } hours a month, within your working time
offer-source = It follows
offer-now-open = A yes or a no takes a moment, and you can think again later.
offer-now-mandatory = Everybody takes part here. Tell us that you have seen this, and we will look for { $supporter } for you.
offer-now-accepted = You said yes on { $date }. We are looking for { $supporter } for you, and will write when you can meet.
offer-now-matched = You said yes, and { $supporter } has been found for you. Sign in to see who.
offer-now-declined = You said no on { $date }. If you think again, you can still say yes.
offer-now-over = This offer has been taken back for now. If you have a question, ask whoever leads { $programme } where you work.
offer-accepted-title = You have said yes
offer-yes = Yes, I would like this
offer-yes-mandatory = I have seen this
offer-yes-after-all = Yes, after all
offer-no = No, not for me
offer-no-after-all = I no longer want this
offer-no-reason = Would you like to say why? You need not.
offer-no-hint = It helps to make the offer better.
offer-no-seen-by = Those who look after candidates where you work
offer-no-do = Say no

# -- one's own page ---
joining-title = Joining
joining-nothing = There is nothing to join for the posts we know of. If you have just started, your details may still be on their way from the staff file.
joining-requested = You asked on { $date }. An answer is owed to you within { $within } working days.
joining-offered = You were offered this on { $date }, and it waits for your answer.
joining-accepted = You have a place since { $date }. We are looking for { $supporter } for you.
joining-matched = You have a place, and { $supporter } was found for you on { $date }.
joining-declined = You said no on { $date }. You can think again.
joining-set-aside = Since { $date } this does not go on for now. The reason:
joining-refused = You were answered with no on { $date }. The reason:
joining-withdrawn = This ended on { $date } before it began.
joining-to-offer = Open the offer
joining-withdraw = I no longer want this
joining-ask = Ask to join
joining-ask-what = You need not wait to be offered something. Ask, and you will have an answer within { $days } working days.
joining-ask-do = Ask to join
joining-transition = What has changed in your working life?
joining-transition-none = None of these, or I would rather not say
joining-words = Would you like to say why? You need not.
joining-words-hint = A sentence is enough. Please leave out anything about your health.
joining-words-seen-by = You, and those who look after candidates where you work
joining-send = Ask to join
joining-asked-now = You have asked to join. An answer is on its way.

# -- at home ---
home-offer = { $organisation } offers you { $programme }
home-offer-why = Since { $date }. A yes or a no takes a minute.
home-offer-verb = Answer the offer
home-requested = An answer to your request to join { $programme }, made on { $date }
home-accepted = We are looking for { $supporter } for you, since { $date }
home-joining = Offers, and asking to join
home-supporting = What you bring when you support somebody
home-wishes = Whom you would like to be paired with, or would rather not
