# What stands around every page.
layout-skip = Skip to main content
layout-title-error = Error: { $title }
layout-account = Account
layout-menu = Menu
layout-menu-more = More
layout-menu-browse = Browse
layout-sign-out = Sign out
layout-home = { $service } home
layout-support-links = Support links
layout-about = About
layout-accessibility = Accessibility statement
layout-privacy = Privacy
layout-notice = Done

count-results = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
