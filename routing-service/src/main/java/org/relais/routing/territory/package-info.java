/** A territory as data: the folder, its validation as a whole, its versions and who may read them. */
@NullMarked
package org.relais.routing.territory;

import org.jspecify.annotations.NullMarked;
