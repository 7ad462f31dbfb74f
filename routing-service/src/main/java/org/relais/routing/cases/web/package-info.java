/** The departments' REST: their own cases, and what they do with them. */
@NullMarked
package org.relais.routing.cases.web;

import org.jspecify.annotations.NullMarked;
