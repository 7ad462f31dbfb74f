/** What others answer when they are called, and how what they send is written. */
@NullMarked
package org.relais.platform.http;

import org.jspecify.annotations.NullMarked;
