using System.Xml.Linq;
using Orchestrator.TestKit;
using YamlDotNet.RepresentationModel;

namespace Orchestrator.Deploy.Tests;

/// <summary>The chart installs the program that it stands beside.</summary>
public sealed class ChartVersionTests
{
    [Fact]
    public void Chart_app_version_is_that_of_the_program()
    {
        var program = XDocument.Load(RepositoryFolders.Of("Directory.Build.props"))
            .Descendants("Version").Single().Value;
        using var reader = File.OpenText(RepositoryFolders.Of("helm", "orchestrator", "Chart.yaml"));
        var stream = new YamlStream();
        stream.Load(reader);
        var chart = (YamlMappingNode)stream.Documents[0].RootNode;
        Assert.Equal(program, ((YamlScalarNode)chart.Children["appVersion"]).Value);
    }
}
