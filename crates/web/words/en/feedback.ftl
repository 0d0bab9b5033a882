# What people say of the programme, together.
feedback-title = What people say of the programme
feedback-what = Each writes for themselves, about the programme and never about one another. Only the answers to choose from are counted, and only once enough people have given them. What somebody wrote in words is for the two of them.
feedback-period = As at { $date }
feedback-none = The programme asks nobody for this.
feedback-too-few = Shown once at least { $least } people have handed it in.
feedback-people = From { $count } people.
feedback-column-answer = Answer
feedback-column-people = People
desk-tool-feedback = What people say
