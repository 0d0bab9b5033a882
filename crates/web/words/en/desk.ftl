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
desk-tool-begin = Begin one for two who have agreed
desk-tool-import = Read in a staff file
desk-tool-programmes = Programmes
desk-tool-offices = People in office
desk-tool-rotas = Rotas
desk-other-programmes = Other programmes
desk-no-programme = No programme is run here yet
desk-no-programme-what = Once your organisation runs a programme, its starters, journeys and standards stand here. Whoever runs this service can set one up.
desk-filter = Show
desk-show = Which
desk-show-running = All that are running
desk-show-late = Something is late
desk-show-ended = Ended
desk-profession = Profession
desk-all-professions = All professions
desk-name = Name of either person
desk-clear = Show all
desk-count = { $count ->
    [0] None of the { $of } fits
    [one] 1 found
   *[other] { $count } { $of }
}
desk-none-fits = Try fewer words, or show all.
desk-column-name = Name
desk-column-place = Where
desk-column-last = Last met
desk-column-next = Next meeting
desk-column-late = Late
desk-row-starts = Starts { $date }
desk-row-ended = Ended
desk-row-not-met = Not yet
desk-row-none = None agreed
desk-row-late = Since { $date }
desk-row-on-time = On time
desk-nobody-named = Nobody named
desk-tool-governance = Governance file
desk-tool-content = Content
