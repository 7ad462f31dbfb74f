/** Looking around: the public list, its map and feed, and what others have said about the same thing. */
@NullMarked
package org.relais.intake.browsing;

import org.jspecify.annotations.NullMarked;
