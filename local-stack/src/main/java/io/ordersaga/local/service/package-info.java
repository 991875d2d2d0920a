/** The services as processes of their own. */
@NullMarked
package io.ordersaga.local.service;

import org.jspecify.annotations.NullMarked;
