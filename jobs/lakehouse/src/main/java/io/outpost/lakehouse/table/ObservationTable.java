package io.outpost.lakehouse.table;

import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;

/** Makes the table, by UTC days of observed_at, or gives it the columns that it lacks. */
public final class ObservationTable {
    /**
     * Metadata of earlier versions are deleted, but for so many that no reader and no task of ours
     * misses the one that it goes on from.
     */
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    TableProperties.FORMAT_VERSION, "2",
                    TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
                    TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "200",
                    TableProperties.COMMIT_NUM_RETRIES, "10");

    private ObservationTable() {}

    /** Prepares the table for a job of this version, before the job starts. */
    public static Table prepare(Warehouse warehouse) {
        Catalog catalog = warehouse.catalog().loadCatalog();
        TableIdentifier name = warehouse.table();
        if (!catalog.tableExists(name)) {
            return create(catalog, name);
        }
        Table table = catalog.loadTable(name);
        addMissingColumns(table);
        return table;
    }

    private static Table create(Catalog catalog, TableIdentifier name) {
        Namespace namespace = name.namespace();
        if (catalog instanceof SupportsNamespaces namespaces
                && !namespaces.namespaceExists(namespace)) {
            namespaces.createNamespace(namespace);
        }
        Schema schema = RawColumns.schema();
        PartitionSpec byDay = PartitionSpec.builderFor(schema).day(RawColumns.OBSERVED_AT).build();
        return catalog.createTable(name, schema, byDay, PROPERTIES);
    }

    private static void addMissingColumns(Table table) {
        UpdateSchema update = table.updateSchema();
        boolean isMissing = false;
        for (RawColumns.Column column : RawColumns.ALL) {
            if (table.schema().findField(column.name()) == null) {
                update.addColumn(column.name(), column.type(), column.doc());
                isMissing = true;
            }
        }
        if (isMissing) {
            update.commit();
        }
    }
}
