/** Contact details, asked of intake at sending time and never kept. */
@NullMarked
package org.relais.notification.delivery.contact;

import org.jspecify.annotations.NullMarked;
