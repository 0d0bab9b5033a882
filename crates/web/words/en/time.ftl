# Protected time.
time-title = Protected time
time-lead = What is promised to you, what is planned, what you had, and what was lost and why. One tap after a meeting is enough.
time-seen = Only you. Whoever leads the programme sees sums of many people together, never your lines
time-seen-line = Only you
time-empty = No hours are promised yet
time-empty-what = When you take part in a programme that promises protected time, its hours stand here: what is promised each month, and what became of it. Meetings can then be counted with one tap.
time-as = As { $role }
time-since = Since { $date }
time-about-with = { $since }, with { $names }
time-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
time-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
time-hours-and = { $hours } { $minutes }
time-short = { $hours } h
time-short-and = { $hours } h { $minutes }
time-says-taken = { $taken } taken of { $entitled } promised so far.
time-says-least = { $least } is the least for this time.
time-says-planned = { $planned } were planned.
time-says-lost = { $lost } lost.
time-months-of = { $account }, month by month
time-month-title = { $month }: { $taken } taken of { $entitled } promised, { $lost } lost
time-as-table = The same as a table
time-legend = What the looks mean
time-legend-least = The least for this time
time-column-month = Month
time-column-entitled = Promised
time-column-planned = Planned
time-column-taken = Taken
time-column-lost = Lost
time-column-together = Together
time-column-people = People
time-column-known = Entered hours
time-column-kept = Had the least
time-to-count = Meetings to count
time-meeting = { $meeting }{ $with }, { $when }
time-meeting-with = {" "}with { $name }
time-count = Count { $hours }
time-count-mine = Count { $hours } as my protected time
time-plans = In your job plan
time-plans-none = Nothing is planned yet. Hours that stand in the job plan are lost less often.
time-plan-line = { $hours } { $every }, from { $from }
time-plan-until = { $hours } { $every }, from { $from } until { $until }
time-plan-end = End it
time-every-month = each month
time-every-week = each week
time-every-on = each { $day }
time-day-monday = Monday
time-day-tuesday = Tuesday
time-day-wednesday = Wednesday
time-day-thursday = Thursday
time-day-friday = Friday
time-lines = What you entered
time-lines-none = Nothing yet. Count a meeting, or note hours that you had or lost.
time-lines-more = { $count ->
    [one] One earlier line
   *[other] { $count } earlier lines
}
time-line = { $hours }: { $what }
time-line-with = { $what }, { $name }
time-lost-line = lost, { $reason }
time-remove = Take out
time-do-note = Note hours you had
time-do-lost = Note hours you lost
time-do-plan = Plan hours
time-done-noted = Your hours are noted
time-done-counted = The meeting is counted
time-done-already = The meeting was counted already
time-done-planned = Your hours are planned
time-done-ended = The planned hours came to an end
time-done-removed = The line is taken out

time-kind-meeting = Meeting
time-kind-meeting-hint = Meetings noted here are counted with one tap on the page before.
time-kind-tasks = Reflecting, planning, reading for the programme
time-kind-alongside = Working alongside experienced colleagues
time-kind-learning = Learning of your own
time-kind-development = Your own development in the role
time-kind-mandatory = Mandatory training
time-kind-mandatory-hint = It never counts as protected time: everybody has to do it anyway, and it has hours of its own.
time-reason-staffing = Too few people on the day
time-reason-workload = Too much to do
time-reason-called-away = Called away to something urgent
time-reason-rota-changed = The rota was changed
time-reason-other-away = The other person could not come
time-reason-no-place = No room or quiet place
time-reason-other = Something else

time-new-taken = Note hours you had
time-new-taken-lead = Any time that was kept free for the programme counts, also a quarter of an hour.
time-new-taken-kind = How was it spent?
time-new-lost = Note hours you lost
time-new-lost-lead = Hours that were planned or promised and did not happen. Your employer’s side of the promise shows too; only sums leave this page.
time-new-lost-kind = What got in the way?
time-on = Which day?
time-length = How long?
time-with = With whom?
time-own-development = Nobody, it was for my own development
time-note = A note to yourself (optional)
time-note-hint = No names or details of patients.
time-save = Save
time-plan-title = Plan hours
time-plan-lead = { $hours } each month are promised. Write down what stands in your job plan.
time-plan-every = How often?
time-plan-from = From which day?
time-plan-note-hint = For example “Tuesday afternoons, agreed with the ward”.
time-wrong-length = Enter how long it was, from 5 minutes to 12 hours
time-wrong-not-yet = That day has not come yet
time-wrong-mandatory = Mandatory training never counts as protected time: it has hours of its own
time-wrong-note = Shorten the note to 300 letters
time-wrong-outside = On that day no hours were promised to you: choose a day within the time shown
time-wrong-date = Enter a date, such as 3 11 2026
time-wrong-kind = Choose how it was spent
time-wrong-reason = Choose what got in the way
time-wrong-every = Choose how often

time-desk-title = Protected time
time-desk-lead = Whether the hours that are promised are had, in the twelve months to today. These are sums: nobody’s diary is here, and groups of fewer than { $least } people are put together with others.
time-desk-none = No programme here promises hours.
time-desk-too-few = Too few people to show anything without showing somebody.
time-desk-promise = Promised: { $month } each month. At least { $least } a year, { $recommended } recommended.
time-desk-says-kept = { $kept } of the { $known } who entered hours have had the least for their time so far. { $people ->
    [one] One person is
   *[other] { $people } people are
} promised hours.
time-desk-says-hours = { $taken } taken of { $entitled } promised to all of them so far.
time-desk-by = { $party }, by department
time-desk-where = Department
time-desk-small = Smaller departments together
time-desk-lost-title = Why hours were lost
time-desk-lost = { $reason }: { $hours }
