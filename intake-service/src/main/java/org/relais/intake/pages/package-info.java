/**
 * The citizen's pages: filing in a few calm steps, following, acting. HTML that works without scripts; scripts only add.
 *
 * <p>Another feature adds pages of its own: a controller with {@link org.relais.intake.pages.Page}, which takes the {@code
 * Territory} and the {@code Locale} as parameters and returns a template built on {@code layout.html}; and a bean of {@link
 * org.relais.intake.pages.PagePaths} that says where they answer.
 */
@NullMarked
package org.relais.intake.pages;

import org.jspecify.annotations.NullMarked;
