/** People who sign in with the issuer that tokens come from, for pages that are not everyone's. */
@NullMarked
package org.relais.platform.signin;

import org.jspecify.annotations.NullMarked;
