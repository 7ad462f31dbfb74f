/** Lessons in PostgreSQL. */
@NullMarked
package org.relais.intake.lesson.persistence;

import org.jspecify.annotations.NullMarked;
