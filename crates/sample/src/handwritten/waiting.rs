//! What waits in 白鹤街道: for the citizen, the centre, the head, the second try.

use super::Day::{Calendar, Work};
use super::Written;
use crate::case::Channel::{Forum, Hotline, Letter, Portal, Visit, Wechat};
use crate::case::Gender::{Female, Male};
use crate::case::Kind::{Complaint, Help, Report};
use crate::case::Matter;
use crate::course::{Delivery, Finding, LetterKind, Rating};

pub(super) const CASES: &[Written] = &[
    Written {
        street: "白鹤街道",
        community: "日月星城",
        channel: Forum,
        matter: Matter::Hotline,
        kind: Complaint,
        category: "S212",
        title: "日月星城地下车库雨后积水，已第二次反映",
        body: "上个月就发过帖，说是修好了，昨天一场雨又淹了！\n\nB区靠坡道那一排，水没过鞋面，三个车位不能停，电梯厅门口铺了麻袋。保安拿扫把在扫水，扫到半夜。物业说集水井的泵是好的，是雨太大。可是雨停了四个小时水还在，泵到底开没开？\n\n去年说要做的截水沟呢？维修资金动了没有？请给个准话，不要又是“已处理”三个字。",
        citizen: ("裘浩然", Male, "159-6640", true),
        address: "日月星城地下车库B区（日月星城社区）",
        position: Some((29.85988, 121.58211)),
        submitted: (Work(-14), "7:55"),
        origin: Some("论坛「社区家园」，原帖{日-0}"),
        handler: 0,
        course: |c| {
            c.dispatched(Work(-14), "9:20");
            c.signed_for(Work(-14), "10:30");
            c.visited(
                Work(-13),
                "9:15",
                Finding::True,
                "日月星城社区网格员、物业工程主管",
                "B区坡道下沿积水痕迹约40平方米，集水井2台潜污泵，1台浮球卡死。物业当场更换浮球，试运行正常。",
            );
            let first = c.drafted(
                Work(-11),
                "9:40",
                LetterKind::Reply,
                "关于反映日月星城地下车库积水问题的答复函",
                &[
                    (0, "您好！您于{收日}反映日月星城地下车库雨后积水的问题收悉。经现场核查，现答复如下："),
                    (1, "核查情况"),
                    (0, "{工-2}上午，我街道工作人员陈晓燕会同社区、物业查看，B区集水井1台潜污泵浮球卡死，未能自动启动。"),
                    (1, "处理意见"),
                    (0, "依据《物业管理条例》第三十五条，物业已于当日更换浮球并试运行，{日+3}前加装水位报警器。"),
                    (1, "后续安排"),
                    (0, "下次降雨后由社区到现场查看。如有疑问，请与{联系}联系，电话：{电话}。"),
                ],
            );
            c.submitted(Work(-11), "10:10", first);
            c.letter_signed(Work(-11), "15:30", first);
            c.replied(Work(-10), "9:00", first, Delivery::Portal);
            c.rated(
                Work(-2),
                "19:30",
                Rating::Dissatisfied,
                "昨晚下雨又淹了，水位报警器没有装，截水沟也没有说法。",
            );
            c.reopened(Work(-1), "8:50", "市民评价不满意：{日-1}降雨后同一位置再次积水，答复中的报警器未按期安装，予以重办。");
            c.contacted(
                Work(-1),
                "9:30",
                "电话向{称}致歉并说明由街道牵头再办，约{日+3}上午与物业、业委会一同到车库。",
            );
        },
    },
    Written {
        street: "白鹤街道",
        community: "王隘",
        channel: Visit,
        matter: Matter::Hotline,
        kind: Help,
        category: "S217",
        title: "王隘社区电动车充电棚顶棚破损，雨天有漏电隐患",
        body: "来访人到街道群众接待室反映：王隘三村南门充电棚顶棚阳光板碎了五块，台风以后一直没修，雨水直接滴在充电插座上。上周五下雨，有人拔插头时被麻了一下。棚里每天充三四十辆车，边上就是住宅楼。物业说充电棚是第三方公司装的，第三方电话打不通。\n求助事项：先断电或者遮起来，再把顶棚换掉，查清楚谁负责。",
        citizen: ("孙翠英", Female, "137-8856", false),
        address: "王隘三村南门充电棚（王隘社区）",
        position: Some((29.86619, 121.58702)),
        submitted: (Work(-2), "9:10"),
        origin: None,
        handler: 0,
        course: |c| {
            c.dispatched(Work(-2), "9:40");
            c.signed_for(Work(-2), "10:15");
            c.visited(
                Work(-2),
                "14:10",
                Finding::True,
                "王隘社区社工、物业电工",
                "充电棚12米×3米，顶板破损5块，插座36位，其中9位正上方漏水，测得1处外壳带电（漏电保护未动作）。\n当场断开东侧18位供电并拉警示带，西侧加盖防雨布；已通知运营公司驻甬维保员。",
            );
            c.extension_requested(Work(-1), "15:20", 10, "顶棚板材为定制件，运营公司确认{日+8}到货，须断电一日更换；漏电保护器由具备资质的单位检测后方可恢复供电");
            let letter = c.drafted(
                Work(-1),
                "15:50",
                LetterKind::Extension,
                "关于王隘社区充电棚维修事项的延期告知书",
                &[
                    (0, "您好！您于{收日}反映的王隘三村南门充电棚顶棚破损问题，我街道正在办理。"),
                    (0, "漏水的18个插座已于{工-1}断电，西侧已加盖防雨布。因顶棚板材为定制件，{日+8}方可到货，不能在原定期限内办完，经本街道负责人批准，办理期限延长10个工作日。"),
                    (0, "断电期间，请到王隘三村北门充电点充电，运营公司按半价收取。如有疑问，请与{联系}联系，电话：{电话}。"),
                ],
            );
            c.submitted(Work(-1), "16:15", letter);
        },
    },
    Written {
        street: "白鹤街道",
        community: "贺丞",
        channel: Portal,
        matter: Matter::Hotline,
        kind: Report,
        category: "S219",
        title: "贺丞社区一出租房隔成多间，人员进出杂乱",
        body: "举报有人把三室一厅隔成七八间出租，每天半夜还有人拖着箱子进出，楼道里全是电瓶车电池和外卖盒。卫生间改了位置，楼下天花板已经漏水。厨房也住了人，用电磁炉、电热锅，跳闸过好几次。\n请查一下，太危险了。不要告诉房东是谁举报的。",
        citizen: ("毛文杰", Male, "188-2075", true),
        address: "贺丞社区（具体楼幢待补充）",
        position: None,
        submitted: (Work(-5), "22:18"),
        origin: None,
        handler: 0,
        course: |c| {
            c.dispatched(Work(-4), "9:05");
            c.signed_for(Work(-4), "11:20");
            c.contacted(
                Work(-3),
                "9:15",
                "拨打三次未接，短信告知承办人电话。平台上没有写楼幢，无法核查。",
            );
            c.supplement_asked(Work(-2), "9:00", "请补充出租房所在的小区、幢号和楼层；我们会为您保密，核查时以日常消防检查名义进行。");
        },
    },
    Written {
        street: "白鹤街道",
        community: "孔雀",
        channel: Wechat,
        matter: Matter::Hotline,
        kind: Complaint,
        category: "S214",
        title: "中兴路地铁口共享单车堆成山，盲道全被压住",
        body: "中兴路地铁口D口，共享单车每天早上堆三四层，盲道完全看不见，婴儿车过不去。运维的小货车一早一晚各来一次，来了也是把车往旁边一推。建议划个框，满了就不让停，多的拉走。拍了照片，今天数了一下有一百七八十辆。",
        citizen: ("励依依", Female, "189-3318", true),
        address: "中兴路地铁口D口",
        position: Some((29.8642, 121.57291)),
        submitted: (Work(-3), "8:05"),
        origin: None,
        handler: 1,
        course: |c| {
            c.dispatched(Work(-2), "9:10");
            c.signed_for(Work(-2), "13:45");
            c.visited(
                Work(-2),
                "17:40",
                Finding::True,
                "综合行政执法中队队员1名",
                "D口外共享单车162辆，压盲道约35米。该处在轨道交通站点出入口管理范围内，市政划线由区综合行政执法局统一实施。当场挪移60余辆。",
            );
            c.return_requested(Work(-1), "9:30", "站口停放区由区综合行政执法局与轨道公司统一划定，运维企业由该局考核，街道无权限调度运力。建议改派区综合行政执法局，街道配合。");
        },
    },
    Written {
        street: "白鹤街道",
        community: "周宿渡",
        channel: Letter,
        matter: Matter::Petition,
        kind: Help,
        category: "S305",
        title: "周宿渡旧村改造安置面积核定有误，请求复核",
        body: "信访人系周宿渡老村村民，房屋位于旧村改造二期红线内，{月-8}签订搬迁安置协议。协议记载合法建筑面积98.6平方米，而1987年土地证附图与2004年翻建审批合计为121.3平方米，相差22.7平方米。\n信访人多次向征收办公室说明，工作人员答复“以航测为准”，但航测图上东侧一间被树冠遮挡未计入。邻居两户情况相同，已更正。\n请求事项：\n1. 复核房屋合法面积，更正协议；\n2. 差额部分按同批标准补足安置面积或者货币补偿；\n3. 过渡费自搬离之日起补发。\n附：土地证复印件、翻建审批表、照片6张。",
        citizen: ("周永根", Male, "139-7702", false),
        address: "周宿渡旧村改造二期地块",
        position: Some((29.8687, 121.57612)),
        submitted: (Work(-10), "10:20"),
        origin: None,
        handler: 2,
        course: |c| {
            c.accepted(Work(-9), "9:40");
            c.dispatched(Work(-9), "10:05");
            c.signed_for(Work(-9), "14:30");
            let notice = c.drafted(
                Work(-8),
                "10:00",
                LetterKind::Acceptance,
                "关于周宿渡旧村改造安置面积信访事项的受理告知书",
                &[
                    (0, "您于{收日}提出的周宿渡旧村改造安置面积核定信访事项，经审查，属于本街道职责范围。"),
                    (0, "依据《信访工作条例》第二十三条、第三十四条，我街道已于{工-1}受理，自受理之日起60日内办结并书面答复您；情况复杂的，经本街道负责人批准可以延长，延长期限不超过30日，并告知您理由。"),
                    (0, "办理期间，您可以向白鹤街道信访接待室查询进展，电话：{街电话}；承办人：林佩芬。"),
                ],
            );
            c.submitted(Work(-8), "10:30", notice);
            c.letter_signed(Work(-7), "9:15", notice);
            c.contacted(
                Work(-7),
                "15:00",
                "受理告知书当面送达信访人，签收回执存档；核对其提交的土地证、审批表原件。",
            );
            c.visited(
                Work(-3),
                "9:30",
                Finding::Partly,
                "征收办公室测绘人员2名、周宿渡社区社工",
                "到二期地块踏勘。东侧一间砖木结构现存，实测22.1平方米，墙体年代与主屋一致；航测图该处确为树冠覆盖。翻建审批表需与区档案馆存档核对。",
            );
        },
    },
    Written {
        street: "白鹤街道",
        community: "黄鹂",
        channel: Hotline,
        matter: Matter::Hotline,
        kind: Complaint,
        category: "S303",
        title: "黄鹂新村9幢外墙渗水，三户墙面发霉",
        body: "市民来电反映：黄鹂新村9幢东山墙渗水两年多，三楼到五楼三户卧室墙面发霉起泡，小孩过敏。外墙是老的马赛克，去年改造只刷了涂料没有做防水。施工单位说过了质保，物业说要动维修资金，业委会说要三分之二签字。每个人都有理由，就是没人修。\n诉求：明确谁来修、什么时候修，雨季之前做掉。",
        citizen: ("戴堃", Male, "136-1907", false),
        address: "黄鹂新村9幢东山墙（黄鹂社区）",
        position: Some((29.86145, 121.57902)),
        submitted: (Work(-4), "10:33"),
        origin: None,
        handler: 0,
        course: |c| {
            c.dispatched(Work(-4), "11:05");
            c.signed_for(Work(-4), "14:00");
            c.contacted(
                Work(-4),
                "14:40",
                "联系{称}，约{日+1}上门；三户情况分别登记。",
            );
            c.visited(
                Work(-3),
                "10:00",
                Finding::True,
                "黄鹂社区社工、改造施工单位项目经理、物业经理",
                "9幢东山墙三至五楼内墙霉斑合计约11平方米，含水率测点最高38%；外墙有横向裂缝4条，窗套下口开裂。改造竣工资料载明外墙涂料质保2年、防水质保5年。\n三方意见不一，需第三方检测确定渗漏成因。",
            );
            c.extension_requested(Work(-2), "10:20", 10, "渗漏成因须第三方淋水检测，已约{日+5}，报告{日+9}前出具，据此确定由质保单位维修或者动用维修资金");
            c.extension_approved(Work(-2), "16:05");
            c.contacted(
                Work(-1),
                "9:10",
                "告知{称}延期10个工作日及原因，检测当天请其在家配合，对方同意。",
            );
        },
    },
    Written {
        street: "白鹤街道",
        community: "丹顶鹤",
        channel: Wechat,
        matter: Matter::Hotline,
        kind: Help,
        category: "S216",
        title: "丹顶鹤小区6幢高空抛物，砸坏楼下雨棚",
        body: "昨天下午五点多，6幢楼上掉下来一个花盆，把我们一楼雨棚砸了个洞，离我妈就一米多。这已经是今年第三次，前两次是烟头和啤酒瓶。楼道门口有摄像头，但是只拍到门口，朝上的没有。物业贴了告示，谁理啊。\n能不能查出来是哪家，另外装个朝上的摄像头？",
        citizen: ("欧阳雪琴", Female, "138-9054", true),
        address: "丹顶鹤小区6幢南侧（丹顶鹤社区）",
        position: Some((29.86583, 121.58255)),
        submitted: (Work(-4), "7:42"),
        origin: None,
        handler: 2,
        course: |c| {
            c.dispatched(Work(-4), "9:00");
            c.signed_for(Work(-4), "9:50");
            c.visited(
                Work(-3),
                "15:10",
                Finding::True,
                "片区民警、丹顶鹤社区网格员",
                "一楼雨棚破洞1处，直径约30厘米，地面有陶片和土。民警逐层走访12户，五楼一户阳台外沿花盆无固定，户主承认大风吹落1盆，愿意赔偿。\n其余花盆当场搬入室内。",
            );
            c.contacted(
                Work(-2),
                "10:00",
                "双方在社区见面，赔偿雨棚费用380元当场付清，{称}表示认可。",
            );
            let letter = c.drafted(
                Work(-2),
                "15:30",
                LetterKind::Reply,
                "关于反映丹顶鹤小区高空抛物问题的答复函",
                &[
                    (0, "您好！您于{收日}反映丹顶鹤小区6幢高空坠物的问题收悉。经现场核查，现答复如下："),
                    (1, "核查情况"),
                    (0, "{工-1}下午，我街道工作人员林佩芬会同民警、社区到现场，一楼雨棚有破洞1处，系楼上阳台外沿花盆被风吹落所致。"),
                    (1, "处理意见"),
                    (0, "依据《中华人民共和国民法典》第一千二百五十四条，当事人已赔偿损失并将花盆搬入室内。朝上摄像头由物业于{日+10}前安装。"),
                    (1, "后续安排"),
                    (0, "社区将于{日+7}前逐户检查阳台外沿。如有疑问，请与{联系}联系，电话：{电话}。"),
                ],
            );
            c.submitted(Work(-2), "16:00", letter);
            c.letter_returned(
                Work(-1),
                "10:40",
                letter,
                "摄像头装几个、谁出钱，请写明；派出所一起去的，请把依据写完整。",
            );
        },
    },
    Written {
        street: "白鹤街道",
        community: "紫鹃",
        channel: Hotline,
        matter: Matter::Hotline,
        kind: Help,
        category: "S220",
        title: "楼上卫生间漏水到楼下，两家协商不成请求调解",
        body: "来电人反映，其住紫鹃新村，楼上卫生间从{月-1}起漏水，主卧衣柜泡坏。楼上同意修，但要求楼下先把吊顶拆掉；楼下说修好再拆。两家为谁先动手僵了一个月，见面都不讲话了。\n诉求：请老娘舅来调解，找人看看到底是哪根管子。（方便接听时间：18点以后）",
        citizen: ("范佩芬", Female, "135-6618", false),
        address: "紫鹃新村（紫鹃社区）",
        position: None,
        submitted: (Calendar(-1), "19:02"),
        origin: None,
        handler: 2,
        course: |c| {
            c.dispatched(Calendar(-1), "19:20");
            c.signed_for(Calendar(-1), "20:05");
        },
    },
];
