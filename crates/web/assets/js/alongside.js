// Starts the design system's own behaviour where a page has any. Everything on every page works without this file.
//
// Not started: its drop zone for files, whose button has a name that differs from what it shows (WCAG 2.5.3). The
// browser's own file field stays.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, Header, NotificationBanner, PasswordInput, Radios, SkipLink, Tabs,
  createAll,
} from './nhsuk-frontend.min.js'

for (const part of [
  Button, CharacterCount, Checkboxes, ErrorSummary, Header, NotificationBanner, PasswordInput, Radios, SkipLink, Tabs,
]) {
  createAll(part)
}
