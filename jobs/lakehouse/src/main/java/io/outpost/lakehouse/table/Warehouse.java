package io.outpost.lakehouse.table;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.CatalogLoader;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.hadoop.HadoopCatalog;

/**
 * Where the table is: a catalog of Iceberg, and the table's name in it.
 *
 * @param location of the warehouse, a URI
 * @param catalogProperties of the catalog, as Iceberg names them; those that begin with "hadoop."
 *     are settings of Hadoop's file systems. Without "catalog-impl" the catalog is a folder
 * @param tableName with its namespace, such as outpost.raw_observations
 */
public record Warehouse(String location, Map<String, String> catalogProperties, String tableName)
        implements Serializable {
    private static final String OF_HADOOP = "hadoop.";
    private static final String CATALOG_NAME = "outpost";

    public TableLoader loader() {
        return TableLoader.fromCatalog(catalog(), table());
    }

    TableIdentifier table() {
        return TableIdentifier.parse(tableName);
    }

    CatalogLoader catalog() {
        Configuration hadoop = new Configuration();
        // Hadoop's cache of file systems ends with the process, by classes that a job has lost
        // then.
        hadoop.setBoolean("fs.file.impl.disable.cache", true);
        Map<String, String> properties = new HashMap<>();
        properties.put(CatalogProperties.WAREHOUSE_LOCATION, location);
        properties.put(CatalogProperties.CATALOG_IMPL, HadoopCatalog.class.getName());
        catalogProperties.forEach(
                (key, value) -> {
                    if (key.startsWith(OF_HADOOP)) {
                        hadoop.set(key.substring(OF_HADOOP.length()), value);
                    } else {
                        properties.put(key, value);
                    }
                });
        String implementation = properties.remove(CatalogProperties.CATALOG_IMPL);
        return new DriverLoadingCatalog(
                CatalogLoader.custom(CATALOG_NAME, properties, hadoop, implementation));
    }
}
