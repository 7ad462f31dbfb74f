/** Changing the rules: drafts, what is wrong with them, what they would have done to past requests, and putting them in force. */
@NullMarked
package org.relais.routing.drafts;

import org.jspecify.annotations.NullMarked;
