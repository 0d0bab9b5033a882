nav-back = Back
nav-back-to = Back to
nav-breadcrumb = Breadcrumb
nav-pages = Pages of results
nav-previous = Previous
nav-next = Next
nav-page-after = page
nav-page = Page { $page }
