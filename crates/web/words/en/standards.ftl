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
standards-part-no-data-what = A meeting was planned, its time passed a week ago, and nobody said what became of it.
standards-parts-see = Show who
standards-parts-see-of = { $part }: show who

standards-fed-by = Not worked out yet. It will be fed by { $what }.
standards-fed-by-short = Not worked out yet
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
standards-back = All standards
standards-next = Next
standards-previous = Previous
