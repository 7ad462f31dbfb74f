/** What a citizen does with a filed request: add, withdraw, confirm, contest, join, erase. */
@NullMarked
package org.relais.intake.action;

import org.jspecify.annotations.NullMarked;
