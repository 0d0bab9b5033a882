// Starts the design system's own behaviour where a page has any. Everything on every page works without this file.
import { initAll } from './nhsuk-frontend.min.js'

initAll()
