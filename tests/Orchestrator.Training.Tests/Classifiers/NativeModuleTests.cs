using Orchestrator.Training.Classifiers.Native;

namespace Orchestrator.Training.Tests.Classifiers;

public sealed class NativeModuleTests
{
    [Fact]
    public void A_missing_library_is_named_with_its_package_in_one_line()
    {
        var exception = Assert.Throws<MissingLibraryException>(() => NativeModule.Load("libnowhere.so.7", "nowhere7"));
        Assert.Equal("libnowhere.so.7 is missing: apt-get install nowhere7", exception.Message);
        Assert.Equal(("libnowhere.so.7", "nowhere7"), (exception.Library, exception.Package));
    }

    [Fact]
    public void A_library_without_the_function_is_another_one()
    {
        var module = NativeModule.Load("libxgboost.so.0", "libxgboost0");
        Assert.NotEqual(0, module.Function("XGBoosterCreate"));
        Assert.Equal("libxgboost0", Assert.Throws<MissingLibraryException>(() => module.Function("XGBoosterFly")).Package);
    }
}
