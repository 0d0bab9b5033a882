# How an organisation stands on standards.
standards-title = Standards
standards-see-all = See all standards
standards-twelve-months = The twelve months to { $date }
standards-lead = How things stand on the { $count } standards of { $body }, counted from what really happened in the twelve months to { $date }. Nobody fills in a return.
standards-principle = { $number }. { $name }
standards-source = Follows
standards-source-ours = The sentences are ours.

# A figure, said as people say it.
standards-figure = { $met } of { $counted } { $what }
standards-figure-nobody = Nothing to count yet
standards-figure-unrecorded = Nothing is recorded yet
standards-figure-too-little = Not enough recorded to tell
standards-figure-part = { $count } { $what }
standards-figure-met = { $count } met
standards-figure-not-yet-due = { $count } not yet due
standards-figure-no-data = { $count } not recorded

# The five parts.
standards-parts = The five numbers
standards-part = Part
standards-part-means = What it means
standards-number = Number
standards-part-met = Met
standards-part-met-what = It happened, and in time.
standards-part-agreed-exception = By agreement
standards-part-agreed-exception-what = Both agreed in time to do it otherwise, and said why. Never added to what was met.
standards-part-not-met = Not met
standards-part-not-met-what = Its day passed and it had not happened, or it happened late.
standards-part-not-yet-due = Not yet due
standards-part-not-yet-due-what = There is still time. Not counted yet.
standards-part-no-data = Not recorded
standards-part-no-data-what-by-hand = Nothing was ever entered about it.
standards-part-no-data-what = A meeting was planned, its time passed a week ago, and nobody said what became of it.
standards-parts-see = Show who
standards-parts-see-of = { $part }: show who

standards-fed-by = No data yet. This figure is fed by { $what }.
standards-fed-by-short = No data yet
standards-to-judge = Looked at by the organisation itself
standards-linked = The figure of { $number } { $title } answers this
standards-how = How it is counted
standards-period = Counted are the twelve months from { $from } to { $to }. Paused time and what does not apply are not counted at all, and nothing that is missing is counted as met.
standards-gap = The longest time anybody was without such a meeting is { $days ->
    [one] 1 day
   *[other] { $days } days
}.
standards-late-pauses = { $count ->
    [one] One pause of these twelve months was
   *[other] { $count } pauses of these twelve months were
} entered more than { $days } days late. Figures looked at before then counted that time.
standards-help = What would help most
standards-who = Who is behind it
standards-who-part = { $part }: { $count }
standards-who-none = Nobody.
standards-who-name = Name
standards-who-due = Due by
standards-who-what = What is known
standards-known-met = Done on { $date }
standards-known-late = Done on { $date }, after the day
standards-known-none = Nothing that counts was recorded
standards-known-explained = Nothing that counts was recorded. Explained by an agreement of { $date }, after the day
standards-known-unrecorded = A meeting was planned for { $date }; nobody has said yet what became of it
standards-known-open = Still open
standards-known-agreed = Both agreed beforehand
standards-known-all-met = All that was due so far was done in time
standards-known-not-all = Something that was due was not done in time
standards-known-offered = Offered, or asked for, on { $date }
standards-known-not-offered = Not offered yet
standards-known-ends = Ends, or ended, on { $date }
standards-known-no-end = No end is set
standards-known-trained = Last trained on { $date }
standards-known-untrained = No training on record
standards-known-hours-met = The hours taken reach what is promised for the time so far
standards-known-hours-short = The hours taken fall short of what is promised for the time so far
standards-known-hours-early = Not long enough at it to be counted
standards-known-hours-none = No hours were entered
standards-who-since = Supports somebody since
standards-who-length = By the programme’s length until
standards-back = All standards
standards-next = Next
standards-previous = Previous

# What of the organisation is counted, and what stands beside a figure.
standards-items = What is counted
standards-item = What
standards-item-state = State
standards-item-more = More
standards-document-met = In place
standards-document-not-met = Partly, or lapsed
standards-document-no-data = Not recorded
standards-missing = Missing: { $what }
standards-office-vacant = Vacant
standards-office-of = { $office } for { $profession }
standards-vacant-days = { $days ->
    [0] Never vacant in the twelve months
    [one] Vacant for 1 day of the twelve months
   *[other] Vacant for { $days } days of the twelve months
}
standards-group = { $profession }, { $transition }
standards-group-offered = { $offered } of { $of } offered
standards-group-none = Nobody of { $of } was offered
standards-theme-gap = A gap: nothing is mapped to it
standards-theme = { $count ->
    [one] 1 session or resource
   *[other] { $count } sessions or resources
}
standards-set-aside = { $count ->
    [one] 1 person was set aside and is not counted
   *[other] { $count } people were set aside and are not counted
}: { $reasons }
standards-set-aside-reason = { $reason } ({ $count })
standards-no-reason = no reason given
standards-median = { $days ->
    [0] Half of the offers came on the day of the start or before
    [one] Half of the offers came within 1 day of the start
   *[other] Half of the offers came within { $days } days of the start
}
standards-median-before = Half of the offers came { $days ->
    [one] 1 day
   *[other] { $days } days
} before the start or earlier
standards-requests = { $met } of { $counted } requests were answered within { $days } working days; { $open } wait for an answer in time
standards-holders = { $office }: { $count ->
    [0] nobody
    [one] 1 person
   *[other] { $count } people
}
standards-accepted = “{ $name }”: { $accepted } of { $of } have accepted the current one
standards-content-reviewed = The content was last looked over on { $date }
standards-content-never = The content was never looked over
standards-mix = { $own } for one’s own profession, { $multi } for several professions together
standards-threshold = { $name } ({ $whose })
standards-threshold-source = from the source
standards-threshold-ours = our threshold, the source is silent
standards-threshold-overlay = changed by this overlay
standards-threshold-offered-within-days = Offered within { $value } days of the start
standards-threshold-answered-within-working-days = Requests answered within { $value } working days
standards-threshold-large-group = A group is large from { $value } people on
standards-threshold-large-group-percent = In a large group, { $value } % are enough
standards-threshold-reviewed-within-months = Looked over within { $value } months
standards-threshold-trained-within-months = Training refreshed within { $value } months
standards-threshold-hours-from-months = Counted from { $value } months on
standards-hours-recommended = { $reached } of { $of } have had all that is recommended
standards-hours-lost = Hours lost: { $list }
standards-hours-lost-one = { $reason } { $hours }
standards-feed-hours = Open the hours
standards-feed-governance = Open the governance file
standards-feed-content = Open the content
standards-feed-offices = Open the people in office
standards-feed-offers = Open the candidates

# What the organisation itself thinks.
standards-own = The organisation’s own view
standards-own-what = It stands beside the figure and never changes it.
standards-own-none = Nobody has written one yet.
standards-own-short = Own view: { $judgement }
standards-own-by = { $name }, { $date }
standards-own-write = Write the organisation’s view
standards-own-judgement = How do you see it?
standards-judgement-in-place = In place
standards-judgement-partly = Partly in place
standards-judgement-not-in-place = Not in place
standards-judgement-open = Not judged, only a comment
standards-own-comment = Comment
standards-own-evidence = Evidence
standards-own-evidence-hint = Where somebody else can see it: a document, a minute, a link
standards-own-button = Save the view
standards-own-nothing = Choose a judgement, or write a comment
standards-own-too-long = Shorten the comment or the evidence to 4,000 characters

# Sets.
standards-others = Other sets of standards
standards-version = Version { $version }
standards-version-dated = Version { $version }, from a source of { $dated }
standards-overlay = What this set changes, and why
standards-overlay-drops = { $number } is dropped
standards-overlay-changes = { $number } is changed
standards-choose-link = Choose the sets you look at
standards-choose-title = Sets of standards
standards-choose-what = The sets of your programmes are always there. Add others that your organisation measures itself by.
standards-choose-fixed = Of your programmes
standards-choose-legend = Others
standards-choose-button = Save the choice
