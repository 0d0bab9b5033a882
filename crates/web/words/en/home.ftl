# Home: what is next, one's people, what waits for others.
home-title = Home
home-morning = Good morning, { $name }
home-afternoon = Good afternoon, { $name }
home-evening = Good evening, { $name }
home-next = Next
home-more = { $count ->
    [one] Everything that is next: one more thing
   *[other] Everything that is next: { $count } more things
}
home-to-next = Everything that is next, to filter and to print
home-nothing-next = Nothing is due from you today.
home-nothing-next-what = When something is, it will stand here with the link that does it.
home-people = Your people
home-people-group = Your { $group }
home-your = Your { $role } · { $programme }
home-nobody-yet = Nobody named yet
home-starts = Starts on { $date }
home-ended = Ended on { $date }
home-month = Month { $month } of { $of }
home-month-open = Month { $month }
home-along = { $percent } % of the way
home-last-met = Last met on { $date }
home-not-met = Not met yet
home-next-meeting = Next: { $date } at { $time }
home-no-next-meeting = No next meeting agreed
home-waiting = Waiting for others
home-desks = Your desk
home-desks-open = Open the desk of { $name }
home-empty = Nobody walks beside you here yet
home-empty-what = When you are offered support, or named to support somebody, they will stand here with what is next. If you think you should be here already, ask whoever runs this service at your organisation.

# What is next.
next-due = { $what } is due by { $date }
next-today = { $what } is due today
next-late = { $what } was due by { $date }
next-late-way-back = It still counts. The easiest way back is to agree a time now.
next-proposed = { $other } proposes times for your { $what }
next-proposed-several = { $other } proposes times for { $count } meetings: { $what }
next-how-did-it-go = Your { $what } was planned for { $date }. Did it take place?
next-meet = Your { $what } with { $other } is on { $date } at { $time }
next-meet-today = Your { $what } with { $other } is today at { $time }
next-sign = The record of your { $what } with { $other } on { $date } waits for your signature
next-already-signed = { $other } has signed.
next-propose = Propose a time
next-choose = Choose a time
next-record = Say how it went
next-open = Open the meeting
next-sign-verb = Read and sign
next-look = See what it is
next-write-verb = Write and sign
next-confirm = Say it is done
next-other-due = { $what }: due by { $date }
next-other-late = { $what }: was due by { $date }
next-late-label = Late
next-due-label = Due

waiting-answer = { $other } to choose a time for your { $what }
waiting-signature = { $other } to sign the record of your { $what } on { $date }

# Why something is next.
next-why = { $what }. It has been open since { $date }.
next-why-ahead = { $what }. It opens on { $date }.

# Everything that is next.
everything-title = Everything that is next
everything-as-of = { $name } · { $date }
everything-with = With whom
everything-all = Everybody
everything-kind = What
everything-any = Anything
everything-meetings = Meetings
everything-papers = Something to write or sign
everything-confirming = Something to confirm
everything-other = Anything else
everything-filter = Show
everything-clear = Show everything
everything-none-here = Nothing of this kind is next.
everything-late = Late
everything-due = This week
everything-later = Later
everything-reminders = Choose when you are reminded
everything-calendar = Have it in your calendar
