# A journey's page.
journey-names = { $one } and { $other }
journey-month = { $month }, until { $date }
journey-begins = { $journey } begins on { $date }
journey-ended = { $journey } ended on { $date }
journey-stage = { $stage }
journey-met = { $count ->
    [one] Met once, on { $date }
   *[other] Met { $count } times, last on { $date }
}
journey-next-meeting = Next meeting: { $date } at { $time }
journey-next = Next
journey-next-you = For you
journey-next-other = For { $name }
journey-nothing = Nothing is due. The path above shows what comes.
journey-do = Meetings
journey-plan = Plan a meeting
journey-note = Note a meeting you have held
journey-all-meetings = All meetings and their records
journey-people-look-after = Name or end people
journey-people = People
journey-seen = Who can see what
journey-seen-what = What is not named here stays closed to everybody.

path-title = The path
path-picture = The path from { $from } to { $to }, with { $count } steps
path-today = Today
path-today-is = Today, { $date }
path-as-table = The same as a table
path-earlier = { $count ->
    [one] One earlier step
   *[other] { $count } earlier steps
}
path-later = { $count ->
    [one] One later step
   *[other] { $count } later steps
}
path-legend = What the shapes mean
path-column-what = What
path-column-when = When
path-column-state = How it stands
path-paused = Paused
path-held = Held
path-planned = Time agreed
path-proposed = Time proposed
path-due = Due
path-late = Late
path-missed = Did not happen
path-cancelled = Cancelled
path-held-on = Held on { $date }
path-held-instead = Held on { $date }, in place of { $other }
path-planned-on = Agreed for { $date } at { $time }
path-proposed-on = Proposed for { $date } at { $time }
path-not-attended-on = Somebody could not come on { $date }
path-cancelled-on = Cancelled, was planned for { $date }
path-none-by = No meeting in the month to { $date }
path-late-since = Was due by { $date }
path-due-soon = Due by { $date }
path-due-by = Due by { $date }

seen-line-manager = Line manager
seen-cover = Whoever stands in

# Saying that something is done which only people can know.
fact-title = { $what }
fact-when = When was it done?
fact-done = It is done
fact-which-day = Enter the day on which it was done, for example 3 11 2026
fact-not-yet = { $date } has not come yet. Enter the day on which it was done
fact-already = You confirmed this for { $date }
fact-everybody = Who has confirmed it
fact-not-said = Not yet
fact-line-manager = line manager
fact-cover = whoever stands in
fact-your = your { $who }
fact-consent = Do you agree?
fact-consent-yes = Yes, they may know
fact-consent-no = No
fact-consent-content = What they should know
fact-consent-hint = In your own words, for example what was already agreed to make work easier. Leave it empty if there is nothing to add. Only { $readers } can read it, and you can change it here at any time.
fact-consent-send = Save
fact-consent-choose = Choose whether you agree
fact-consent-long = Write at most { $most } letters
fact-consent-nothing = { $name } agreed on { $date } and wrote nothing here. Ask what would help.
journey-rooms = What you keep and send here
