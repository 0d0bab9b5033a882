# The demo's front door. The programme's own words come in as values.
demo-title = Welcome to the demo of Alongside
demo-lead = Three organisations that do not exist, { $people } invented people and a year of their working lives: { $journeys } { $journeyplural }, at every moment from the offer to the last meeting. All of it was made on this computer as you started it. Try anything: no mail leaves it.
demo-who = Who would you like to be?
demo-try = Try first:
demo-be = Be { $name }
demo-newly-started-day = Started a few days ago and reads this on a phone between two calls. Her { $supporter } has proposed times for their first meeting.
demo-newly-started-first = accept one of the times, then look at the invitation in the outbox.
demo-supporter-day = Two { $supportees } and no time. One record waits for his signature, and one meeting is due.
demo-supporter-first = open the record from your list and sign it.
demo-lead-day = Looks after everybody who starts, in fourteen professions. Wants to know who waits, who is slipping, and which standard is weak and why.
demo-lead-first = open the standard on first meetings, then review the matching that waits for you.
demo-waiting-day = Said yes and has begun, but nobody has been found for him yet.
demo-waiting-first = see what one knows while one waits, then be the { $office } and look for what stands in the way.
demo-before-day-one-day = Begins in two weeks, and an offer of { $journey } waits for her answer.
demo-before-day-one-first = read the offer and say yes, as she could from home before her first day.
demo-administrator-day = Feeds in the workforce system’s file, and sees to it that the right people hold the right offices.
demo-administrator-first = read in a staff file, and see what would change before it does.
demo-more = What else there is
demo-tip-1 = Every letter that would have gone out is in the outbox, with its links and calendar invitations.
demo-tip-2 = Be two people at once in two browsers (or a private window): propose a time as one, accept it as the other.
demo-tip-3 = Make the window as narrow as a phone, switch scripts off, or put the mouse away: it all still works.
demo-tip-4 = Stop the demo and start it again, and everything is as it was at first.
demo-outbox = Open the outbox
demo-else = Be anybody else
demo-else-label = A part of their name
demo-else-hint = For example “Patel”
demo-else-find = Find people
demo-else-none = Nobody in the demo has this in their name.
demo-else-some = { $count ->
    [one] One person
   *[other] { $count } people
 } found
demo-real = Start for real
demo-real-how = The same program runs an organisation. It keeps everything in one file, or in PostgreSQL, and needs nothing else. Build it, read in your organisations and your staff file, name an administrator, and serve:
demo-strip = This is a demo.
demo-strip-else = Be somebody else
demo-strip-outbox = Outbox
