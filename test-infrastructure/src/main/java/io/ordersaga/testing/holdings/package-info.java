/** What holds for money of users and stock of products alike, as stories that each of their services must pass. */
@NullMarked
package io.ordersaga.testing.holdings;

import org.jspecify.annotations.NullMarked;
