/** Filing a service request: checked, given an id and a tracking code, stored durably, announced. */
@NullMarked
package org.relais.intake.filing;

import org.jspecify.annotations.NullMarked;
