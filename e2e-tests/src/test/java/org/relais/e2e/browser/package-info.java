/**
 * The pages in a real browser. A test of pages is annotated with {@link org.relais.e2e.browser.BrowserTest} and takes {@link
 * org.relais.e2e.browser.Visitors}: people at a phone or a desk, in French or English, with or without scripts.
 */
@NullMarked
package org.relais.e2e.browser;

import org.jspecify.annotations.NullMarked;
