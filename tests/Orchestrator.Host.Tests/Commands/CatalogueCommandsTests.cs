using Orchestrator.Sweeps.BuiltIn;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Host.Tests.Commands;

public sealed class CatalogueCommandsTests
{
    [Theory]
    [InlineData("datasets")]
    [InlineData("datasets", "list")]
    public async Task Datasets_lists_every_built_in_data_set(params string[] args)
    {
        var result = await Cli.RunAsync(args);
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.All(DatasetCatalog.Names, name => Assert.Matches($"(?m)^{name} +\\d", result.Out));
    }

    [Fact]
    public async Task Datasets_show_tells_source_licence_classes_and_columns()
    {
        var dataset = DatasetCatalog.Load("titanic");
        var result = await Cli.RunAsync("datasets", "show", "titanic");
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Contains(dataset.Origin.Source, result.Out);
        Assert.Contains(dataset.Origin.Licence, result.Out);
        Assert.Contains("1309 rows", result.Out);
        Assert.All(dataset.Columns, column => Assert.Matches($"(?m)^{column.Schema.Name} ", result.Out));
        Assert.All(dataset.ClassCounts(), count => Assert.Contains($" {count} ", result.Out));
    }

    [Theory]
    [InlineData("datasets", "titanic")]
    [InlineData("generators", "wgan-gp")]
    [InlineData("models", "mlp")]
    [InlineData("sweeps", "titanic-quick")]
    public async Task Show_of_an_unknown_name_lists_the_known_ones(string command, string known)
    {
        var result = await Cli.RunAsync(command, "show", "unheard-of");
        Assert.Equal(ExitCode.BadInput, result.Code);
        Assert.Contains("unheard-of", result.Error);
        Assert.Contains(known, result.Error);
        Assert.Single(result.ErrorLines);
    }

    [Fact]
    public async Task Models_lists_every_model()
    {
        var result = await Cli.RunAsync("models");
        Assert.All(ModelAlgorithms.All, model => Assert.Matches($"(?m)^{model.Name} +\\d", result.Out));
    }

    [Fact]
    public async Task Generators_lists_every_generator()
    {
        var result = await Cli.RunAsync("generators", "list");
        Assert.All(GeneratorAlgorithms.All, generator => Assert.Matches($"(?m)^{generator.Name} +\\d", result.Out));
    }

    [Fact]
    public async Task Generators_show_gives_every_setting_with_its_default()
    {
        var result = await Cli.RunAsync("generators", "show", "wgan-gp");
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.All(GeneratorAlgorithms.WganGp.Settings,
            setting => Assert.Matches($"(?m)^{setting.Name} +{setting.Default} ", result.Out));
    }

    [Fact]
    public async Task Sweeps_show_prints_the_file_as_it_is()
    {
        var result = await Cli.RunAsync("sweeps", "show", "titanic-boost");
        Assert.Equal(ExitCode.Ok, result.Code);
        Assert.Equal(BuiltInSweeps.Find("titanic-boost")!.Text, result.Out);
    }

    [Fact]
    public async Task Sweeps_lists_every_built_in_sweep_once_with_its_quick_size()
    {
        var result = await Cli.RunAsync("sweeps");
        Assert.Matches("(?m)^titanic-quick  +A first look", result.Out);
        Assert.Matches("(?m)^joshi-2d  +-quick  +Joshi", result.Out);
        Assert.All(BuiltInSweeps.List(), sweep =>
            Assert.Contains(sweep.Name.Replace("-quick", "", StringComparison.Ordinal), result.Out));
        Assert.DoesNotContain("joshi-2d-quick", result.Out);
    }
}
