# The desk of an organisation.
desk-title = Your desk
desk-to-offer = Starters without an offer
desk-to-offer-what = { $requests ->
    [0] Recognised from the staff file
    [one] One of them asked for it
   *[other] { $requests } of them asked for it
}
desk-waiting = Waiting for { $supporter }
desk-waiting-what = They said yes and nobody is named yet
desk-at-risk = { $what } at risk
desk-at-risk-what = Due this week or late, and no time agreed
desk-slipping = Slipping
desk-slipping-what = Running { $journeys } in which something is late
desk-standards = How you stand
desk-standards-what = Counted from what really happened. Nobody fills in a return.
desk-late-title = { $journeys } to look at first
desk-late-none = Nothing is late. When something is, it will stand here, the longest first.
desk-all-journeys = All { $journeys }
desk-tools = What you can do here
desk-tool-candidates = Starters and offers
desk-tool-matching = Matching
desk-tool-import = Read in a staff file
desk-tool-offices = People in office
desk-other-programmes = Other programmes
desk-no-programme = No programme is run here yet
desk-no-programme-what = Once your organisation runs a programme, its starters, journeys and standards stand here. Whoever runs this service can set one up.
desk-filter = Show
desk-show = Which
desk-show-running = All that are running
desk-show-late = Something is late
desk-show-behind = Not kept: { $what }
desk-show-ended = Ended
desk-profession = Profession
desk-all-professions = All professions
desk-name = Name
desk-name-hint = Of either person
desk-clear = Show all
desk-count = { $count ->
    [0] None of the { $of } fits
    [one] 1 found
   *[other] { $count } { $of }
}
desk-none-fits = Try fewer words, or show all.
desk-column-name = Name
desk-column-profession = Profession
desk-column-place = Where
desk-column-last = Last met
desk-column-next = Next meeting
desk-column-late = Late
desk-row-month = Month { $month } of { $of }
desk-row-starts = Starts { $date }
desk-row-ended = Ended
desk-row-not-met = Not yet
desk-row-none = None agreed
desk-row-late = Since { $date }
desk-row-on-time = On time
desk-nobody-named = Nobody named

# Standards.
standard-heading = { $number } { $title }
standard-period = The twelve months to { $date }
standard-how = How it is counted
standard-source = Follows
standard-numbers = The five numbers
standard-column-part = Part
standard-column-what = What it means
standard-column-count = Number
standard-picture = { $sentence }
standard-nobody = Nobody to count yet
standard-too-little = Not enough recorded to tell
standard-exception = { $count } by agreement
standard-not-met = { $count } did not
standard-not-due = { $count } not yet due
standard-no-data = { $count } not recorded
standard-part-met = Met
standard-part-met-what = It happened, and in time.
standard-part-exception = By agreement
standard-part-exception-what = Both agreed in time to do it otherwise, and said why. Never added to what was met.
standard-part-not-met = Not met
standard-part-not-met-what = Its day passed and it had not happened, or it happened late.
standard-part-not-due = Not yet due
standard-part-not-due-what = There is still time. Not counted yet.
standard-part-no-data = Not recorded
standard-part-no-data-what = A meeting was planned, its time passed a week ago, and nobody said what became of it.
standard-behind = Not kept, or late: { $what }
standard-behind-none = There is none.
standard-behind-all = See all { $count } in the list

standard-nhse-ahp-5-3 = First meeting in the first week
standard-nhse-ahp-5-3-what = The first meeting was held on the first working day or within the seven days that begin with it.
standard-nhse-ahp-5-3-figure = { $met } of { $all } had their first meeting in the first week
standard-nhse-ahp-5-4 = At least one meeting a month
standard-nhse-ahp-5-4-what = In each full month counted from the start, a planned kind of meeting was held, or an extra one of an hour or more.
standard-nhse-ahp-5-4-figure = { $met } of { $all } months had a meeting
standard-nhse-ahp-5-5 = At least an hour
standard-nhse-ahp-5-5-what = The meetings that count for the month lasted an hour or more, by the start and end that people entered.
standard-nhse-ahp-5-5-figure = { $met } of { $all } meetings lasted an hour or more
standard-nhse-ahp-5-6 = Recorded and signed
standard-nhse-ahp-5-6-what = The meetings that count for the month were recorded on the programme’s form and signed by all within fourteen days.
standard-nhse-ahp-5-6-figure = { $met } of { $all } meetings were recorded and signed within two weeks
