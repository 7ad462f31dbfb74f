/** What others answer when they are called. */
@NullMarked
package org.relais.platform.http;

import org.jspecify.annotations.NullMarked;
