package io.outpost.lakehouse.table;

import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.flink.CatalogLoader;
import org.postgresql.Driver;

/**
 * Loads a catalog of Iceberg where a task runs, with the driver that a catalog in Postgres needs:
 * JDBC finds by itself only those of the cluster's own classes.
 */
record DriverLoadingCatalog(CatalogLoader loader) implements CatalogLoader {
    @Override
    public Catalog loadCatalog() {
        if (!Driver.isRegistered()) {
            throw new IllegalStateException("the driver of Postgres does not register itself");
        }
        return loader.loadCatalog();
    }

    @Override
    public CatalogLoader clone() {
        return new DriverLoadingCatalog(loader.clone());
    }
}
