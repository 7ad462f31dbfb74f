/** The public list and look-alikes for programs, and the feed. */
@NullMarked
package org.relais.intake.browsing.web;

import org.jspecify.annotations.NullMarked;
