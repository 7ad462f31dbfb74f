/** What one instance does at a time. */
@NullMarked
package org.relais.platform.lock;

import org.jspecify.annotations.NullMarked;
