using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Tests.Datasets;

public sealed class DatasetCatalogTests
{
    public static TheoryData<string> Names => [.. DatasetCatalog.Names];

    [Theory]
    [InlineData("titanic", 1309, 7, 2)]
    [InlineData("penguins", 344, 6, 3)]
    [InlineData("iris", 150, 4, 3)]
    [InlineData("wine", 178, 13, 3)]
    [InlineData("breast_cancer", 569, 30, 2)]
    [InlineData("digits8x8", 1797, 64, 10)]
    [InlineData("pima", 768, 8, 2)]
    [InlineData("glass", 214, 9, 6)]
    [InlineData("vote", 435, 16, 2)]
    [InlineData("breast_recurrence", 286, 9, 2)]
    [InlineData("breast_w", 699, 9, 2)]
    [InlineData("circles", 4000, 2, 2)]
    [InlineData("f1", 4000, 2, 2)]
    [InlineData("f2", 4000, 2, 2)]
    [InlineData("f3", 4000, 2, 2)]
    public void Built_in_data_set_has_its_published_size(string name, int rows, int columns, int classes)
    {
        var dataset = DatasetCatalog.Load(name);

        Assert.Equal((rows, columns, classes), (dataset.Rows, dataset.Columns.Count, dataset.Classes.Count));
    }
}
