# What somebody who supports others owes this week.
week-title = Your week as a supporter
week-link = Your week: what you owe whom
week-period = { $from } to { $to }
week-nobody = You support nobody at present. When you do, everything that you owe to anybody stands here, on one page.
week-nothing = You owe nobody anything this week.
week-count = { $count ->
    [one] One thing, in all.
   *[other] { $count } things, over everybody you support.
}
week-meetings = Meetings to prepare
week-answers = Answers that somebody waits for
week-records = Records to write and sign
week-due = Due this week
week-people = Everybody you support
week-column-who = Who
week-column-what = In what
week-column-last = Last met
week-column-next = Next time
week-column-hours = Hours together this month
week-not-yet = not yet
week-hours = { $hours }
week-hours-of = { $hours } of { $of } promised
week-own = The role itself
week-own-what = Training is entered from your organisation’s staff file. Ask whoever leads the programme for the next date.
week-training-none = Training as { $role }: none is known
week-training-lapsed = Training as { $role } lapsed on { $date }. You are given nobody new until it is refreshed
week-training-soon = Training as { $role } lapses on { $date }. There is time to refresh it
week-training-until = Training as { $role } is in date until { $date }
week-training-taken = Training as { $role } was taken on { $date }
week-tag-missing = Missing
week-tag-lapsed = Lapsed
week-tag-soon = Refresh soon
week-tag-in-date = In date
week-tag-open = To accept
week-descriptor = “{ $name }” waits for you to read and accept
week-descriptor-do = Read and accept
