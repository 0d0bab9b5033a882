# How an organisation stands on standards.
standards-title = Standards
standards-lead = How things stand on the { $count } standards of { $body }, from what was recorded in the twelve months to { $date }. Nobody fills in a return for this.
standards-principle = { $number }. { $name }
standards-source = Source:
standards-source-ours = The sentences are ours.

# A figure, said as people say it.
standards-figure = { $met } of { $counted } { $what }
standards-figure-nobody = Nothing to count yet
standards-figure-too-little = Not enough recorded to tell
standards-figure-not-yet = { $count } not yet due
standards-figure-no-data = for { $count } nothing is recorded

# The five parts.
standards-part = Part
standards-number = Number
standards-part-met = Met
standards-part-agreed-exception = Otherwise by agreement
standards-part-not-met = Not met
standards-part-not-yet-due = Not yet due
standards-part-no-data = Nothing recorded
standards-parts = The figure in its five parts
standards-parts-see = Show who
standards-parts-see-of = { $part }: show who

standards-fed-by = Not worked out yet. It will be fed by { $what }.
standards-fed-by-short = Not worked out yet
standards-how = How it is counted
standards-period = Counted are the twelve months from { $from } to { $to }. What is not yet due, paused or does not apply is never counted as missed, and nothing that is missing is counted as met.
standards-gap = The longest time anybody was without such a meeting: { $days ->
    [one] 1 day
   *[other] { $days } days
}.
standards-help = What would help most
standards-who = Who is behind it
standards-who-part = { $part } ({ $count })
standards-who-none = Nobody is in this part.
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
