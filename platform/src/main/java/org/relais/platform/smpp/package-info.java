/** Text centers by SMPP: a connection that is kept, and texts as phones take them. Whoever uses it brings jsmpp and telecom-charsets. */
@NullMarked
package org.relais.platform.smpp;

import org.jspecify.annotations.NullMarked;
