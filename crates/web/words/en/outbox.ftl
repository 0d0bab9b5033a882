# The demo's outbox.
outbox-title = Outbox
outbox-what = This is a demo, so no letter leaves it. Here is what would have gone out, newest first; the links work.
outbox-to = Letters to
outbox-to-hint = Part of an e-mail address, or nothing for all
outbox-find = Show
outbox-none = No letters yet. Offers, reminders, times for meetings and links to sign in appear here.
outbox-line = To { $to }, { $at }
outbox-calendar = Calendar invitation
