/** A PostgreSQL of our own, and the roles and schemas of the services in it or in another. */
@NullMarked
package io.ordersaga.local.database;

import org.jspecify.annotations.NullMarked;
