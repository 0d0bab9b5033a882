# Rotas: whom one turns to today, and keeping them.
today-title = Today
today-nobody = Nobody is named for today. Ask whoever is in charge where you work.
today-instead = Stands in for { $name } today.
today-week = This week, for everybody here
today-no-rota = No rota is kept where you work.
rota-title = Rotas
rota-what = One person for each place and profession, day by day. Everybody who works there can see who it is.
rota-none = No programme that you look after has a rota.
rota-week-of = Week from { $date }
rota-week-title = { $rota }, week from { $date }
rota-week-before = The week before
rota-week-after = The week after
rota-place = Place
rota-profession = Profession
rota-every-profession = Every profession
rota-nobody = Nobody
rota-no-cover = Nobody stands in
rota-for = { $name }, in place of { $other }
rota-fill-of = { $profession }: fill the week of { $place }
rota-gaps = { $count ->
    [0] Every working day of this week has somebody.
    [one] One working day of this week has nobody.
   *[other] { $count } working days of this week have nobody, counted for each place and profession.
}
rota-who = Who is there
rota-cover = Who stands in, if they cannot be there after all
rota-save = Save this week
rota-over = (this day is over)
rota-not-here = { $date }: choose somebody who works here, or elsewhere in the cluster, on that day
rota-cover-of-nobody = { $date }: choose who is there first, and somebody else to stand in
rota-day-over = { $date } is over and stays as it was
