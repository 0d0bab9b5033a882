# Guides through a conversation, and what a journey is for.
guide-open = { $guide }: questions for a conversation
guide-place = { $number } of { $of }
guide-questions = Questions to choose from
guide-movements = Movements
guide-all = All movements
guide-nothing-kept = Nothing is written down here. Use the notes of your meeting for what you want to keep.
context-title = What is it for?
context-what = It sets how often you are asked to talk. Either of you can change it at any time; the other sees it.
context-choose = Choose one
context-none = Nothing in particular
context-save = Save
context-missing = Choose what it is for
context-link = What is it for? { $name }
context-link-none = Say what it is for
