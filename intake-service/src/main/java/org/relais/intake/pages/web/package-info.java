/** The pages' controllers, their frame, language and guards. */
@NullMarked
package org.relais.intake.pages.web;

import org.jspecify.annotations.NullMarked;
