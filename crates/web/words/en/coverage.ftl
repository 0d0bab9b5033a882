# Coverage: who has whom, profession by profession.
coverage-title = Coverage
coverage-what = Counts of people, and who is named. Nothing of what anybody says is looked at.
coverage-at = { $name }, by profession
coverage-profession = Profession
coverage-people = People
coverage-today = { $rota } today
coverage-of = { $count } of { $of }
coverage-yes = Named
coverage-no = Nobody
coverage-gaps = { $people ->
    [0] Everybody has somebody.
    [one] One person has nobody.
   *[other] { $people } people have nobody.
 } { $today ->
    [0] Every profession has somebody to ask today.
    [one] One profession has nobody to ask today.
   *[other] { $today } professions have nobody to ask today.
 } { $oversight ->
    [0] Each has oversight.
    [one] One is without oversight.
   *[other] { $oversight } are without oversight.
 }
