/** What routing learned from its mistakes, as it told it last: the public reads it here, whether routing answers or not. */
@NullMarked
package org.relais.intake.lesson;

import org.jspecify.annotations.NullMarked;
