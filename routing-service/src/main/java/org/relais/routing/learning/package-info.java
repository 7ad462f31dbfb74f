/** What mistakes teach: how often each rule is wrong, the change that suggests, and what it brought. */
@NullMarked
package org.relais.routing.learning;

import org.jspecify.annotations.NullMarked;
