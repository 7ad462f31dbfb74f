/** The citizen's actions as REST. */
@NullMarked
package org.relais.intake.action.web;

import org.jspecify.annotations.NullMarked;
