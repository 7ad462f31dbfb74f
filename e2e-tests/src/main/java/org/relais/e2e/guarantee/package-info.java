/** The platform's promises as objects: each reads what a run left behind and says whether the promise held. */
@NullMarked
package org.relais.e2e.guarantee;

import org.jspecify.annotations.NullMarked;
