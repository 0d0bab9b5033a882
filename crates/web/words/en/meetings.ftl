# Meetings: finding a time, moving, cancelling, saying how it went.
list-and = { $first } and { $last }
way-in-person = In person
way-video = Video call
way-telephone = Telephone

meetings-title = Meetings
meetings-propose = Propose a time
meetings-enter = Enter a meeting that has taken place
meetings-ahead = Ahead
meetings-ahead-none = No meeting is planned. Propose a time: it takes a minute, and goes into both calendars once it is agreed.
meetings-past = So far
meetings-past-none = What you met about, and who has signed, will be here.

meeting-span = { $day }, { $from } to { $to }
meeting-caption = { $meeting }, { $when }
meeting-status-proposed = Time proposed
meeting-status-agreed = Agreed
meeting-status-held = Took place
meeting-status-signed = Signed by all
meeting-status-cancelled = Cancelled
meeting-status-missed = Did not take place

meeting-standing-asked = You have proposed { $count ->
    [one] a time. { $others } can now accept it or suggest another.
   *[other] { $count } times. { $others } can now accept one or suggest others.
    }
meeting-standing-choose = { $name } has proposed { $count ->
    [one] a time. Does it suit you?
   *[other] { $count } times. Which one suits you?
    }
meeting-standing-agreed = The time is agreed and in both calendars.
meeting-standing-held = It took place. The record is open: write it together, then each of you signs.
meeting-standing-signed-me = You have signed. The other signature is still to come.
meeting-standing-signed-other = { $names } has signed. Your signature is still to come.
meeting-standing-closed = It took place, and everyone has signed the record.
meeting-standing-cancelled = It was cancelled.
meeting-standing-missed = { $name } did not come. These things happen: the best next step is another time.
meeting-standing-missed-me = You could not come. These things happen: the best next step is another time.

meeting-row-offer = Proposed
meeting-row-when = When
meeting-row-where = Where
meeting-row-held = Took place

meeting-offers = Choose a time
meeting-accept = Agree to this time
meeting-offer-missing = Choose the time that suits you
meeting-do-record = Write and sign the record
meeting-do-prepare = Begin the record
meeting-do-read = Read the record
meeting-do-sign = Go straight to signing
meeting-do-move = Choose another time
meeting-do-others = None of these: propose other times
meeting-do-cancel = Cancel it
meeting-do-calendar = Put it into my calendar
meeting-do-absence = It did not take place: somebody could not come
meeting-do-again = Find another time
meeting-history = What has happened so far
meeting-history-line = { $on }: { $sentence }
meeting-done-sent = Done. Everyone who takes part gets a message, and their calendar follows.
meeting-done-agreed = Agreed. It is on its way into both calendars.
meeting-done-cancelled = Cancelled. Everyone is told, and it disappears from the calendars.
meeting-done-counted = Its time is counted as your protected time
meeting-done-noted = Noted. Everyone is told.

meeting-refused-propose-one-to-three = Propose one, two or three times
meeting-refused-not-a-series = Keep at least one meeting, and no more than twelve
meeting-refused-same-time-twice = Two of the times are the same: change one or leave it empty
meeting-refused-time-passed = This time has passed: choose one that is still to come
meeting-refused-no-longer-offered = This time is no longer offered. Look at how it stands now
meeting-refused-own-proposal = You proposed this time, so somebody else has to accept it
meeting-refused-say-why = Say why, in up to 500 letters
meeting-refused-nothing-agreed = No time had been agreed, so nobody missed it
meeting-refused-not-yet = This has not happened yet: the time lies ahead
meeting-refused-over = This meeting is over and its record is closed, or it was cancelled

times-title = Propose a time
times-move-title = Choose another time
times-with = With { $others }
times-now = { $meeting }: { $when }
times-kind = Which meeting?
times-day = { $number ->
    [1] Which day?
    [2] Or which day?
   *[other] Or a third day?
    }
times-at = Start
times-at-hint = For example, 2:30pm
times-more = Offer up to two more times to choose from
times-minutes = How long?
times-minutes-unit = minutes
times-way = How do you meet?
times-place = Where?
times-place-hint = A room, a link or a number. It goes into the calendar, so nothing private.
times-standing = Is this agreed?
times-ask = No, ask { $others }
times-together = Yes, { $others } and I have agreed on it
times-send = Send
times-date-wrong = Enter a real day, such as 6 11 2026
times-time-wrong = Enter a time, such as 2:30pm
times-minutes-wrong = Enter how many minutes, from 1 to 1440
times-way-wrong = Choose how you meet
times-place-wrong = Shorten the place to 200 letters on one line
times-together-one = Leave this empty: what is agreed is one time

cancel-title = Cancel this meeting
cancel-move = Would another time do? Move it instead.
cancel-reason = Why?
cancel-reason-hint = A few words are enough. The message that goes out does not repeat them.
cancel-send = Cancel the meeting

absence-title = Somebody could not come
absence-what = This is not a black mark. It keeps the record honest and makes room for another time.
absence-person = Who could not come?
absence-person-missing = Choose who could not come
absence-me = I could not
absence-note = Anything to add? (optional)
absence-note-hint = The message that goes out does not repeat it.
absence-note-long = Shorten this to 500 letters
absence-send = Note it

enter-title = Enter a meeting that has taken place
enter-send = Continue to the record
attended = Who was there?
attended-hint = Only those who are expected at this kind of meeting count.
attended-nobody = Tick who was there
attended-row = There
attended-left = somebody who has left
held-day = Which day did you meet?
held-from = Started at
held-to = Ended at
held-time-hint = For example, 2:30pm
held-date-wrong = Enter the day you met, such as 6 11 2026
held-from-wrong = Enter when it started, such as 2:30pm
held-to-wrong = Enter when it ended, such as 3:30pm
held-ends-before = The end must be after the start

suggested = Times that may suit you all
suggested-hint = Nobody is known to be away or to meet somebody else here then. Tick up to three, or enter others below.
suggested-usual-day = The day and time at which you usually meet
suggested-usual-time = The time at which you usually meet
suggested-free = Ordinary hours, and nothing else known
suggested-late = { $why }, but after { $date }, when it is due

series-instead = Plan several meetings in one go
series-title = Plan several meetings
series-what = Say when the first one is and how often you meet. You see every day, and what speaks against it, before anything is sent.
series-first = When is the first?
series-rhythm = How often?
series-rhythm-monthly = Every month, on the same weekday
series-rhythm-weekly = Every week
series-rhythm-fortnightly = Every two weeks
series-rhythm-four-weekly = Every four weeks
series-count = How many?
series-count-hint = From 2 to 12.
series-count-wrong = Enter how many, from 2 to 12
series-together = Yes, { $others } and I have agreed on all of them
series-look = Show me the days
series-days-title = Look at the days
series-days-what = Move a day or leave it out. Then everybody gets one message with all invitations; each meeting can be moved by itself later.
series-row = { $number }. { $when }
series-row-keep = Meeting { $number }
series-keep = Plan meeting { $number }
series-row-day = On which day instead, for meeting { $number }?
series-row-wrong = Enter a real day and a time, or leave this meeting out
series-row-look = Something speaks against this time too. Choose another, or send again to keep it
series-move = Another day or time
series-instead-day = Another day stands in the boxes: { $when }
series-concern-passed = This has passed
series-concern-before-start = This is before the start
series-concern-after-end = This is after the planned end
series-concern-weekend = This is at a weekend
series-concern-bank-holiday = This is a bank holiday
series-concern-away = Somebody who takes part is known to be away
series-concern-busy = Somebody who takes part has another meeting then
series-send = Send all of them
meeting-done-series = Done. Everybody gets one message with all of them, and their calendars follow.
meeting-series-waiting = { $count } meetings were proposed together
meeting-series-accept = Agree to all { $count }
meeting-done-agreed-all = Agreed to all of them. They are on their way into all calendars.
meetings-series = Plan several in one go

# What a meeting means for what is due. { $what } is the programme’s own sentence.
clock-still-due = This leaves the clock as it was. Still due by { $date }: { $what }.
clock-still-counts = This was due by { $date }: { $what }. A meeting now still counts.
clock-passed = The time until { $date } has passed without it: { $what }.
clock-passed-next = The time until { $date } has passed without it: { $what }. The next is due by { $next }.
clock-too-late = This is after { $date }, by when is due: { $what }.
clock-counts = It counts: { $what }.
clock-stood-in = It stood in for another, and counts: { $what }.
clock-counts-for-nothing = It was good to meet; for the clock it was too short, or not all were there. Still due by { $date }: { $what }.

group-link = Plan a meeting of a group
group-title = A meeting of a group
group-what = Everybody you choose gets it in their calendar, sees who else is in the group, and reads its record if they were there. Nothing of what you write with one of them alone is shown to the others.
group-who = Who is in the group?
group-send = Plan it
group-refused-two-to-twelve = Choose at least two people, and no more than twelve
meeting-standing-agreed-group = The time is set and in everybody’s calendar. The record will be read by those who were there.
